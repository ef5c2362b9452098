/** The gateway against a log that is a list. Time limits are short and no test sleeps. */
package dev.runtimebridge.lifecycle.command;
