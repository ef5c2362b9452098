/** Rules and the board of alerts, by a log written by hand and a clock told to go. */
package dev.runtimebridge.lifecycle.alert;
