/** Receivers of alerts, against HTTP servers that behave badly. */
package dev.runtimebridge.lifecycle.adapter.alert;
