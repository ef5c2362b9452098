/** Values and events of the log in words. */
package dev.runtimebridge.lifecycle.words;
