/**
 * Looks at the tables from time to time and tells what it finds: to webhooks and to Alertmanager.
 * Each receiver has a bounded queue and a thread of its own, so that none waits for another.
 */
@NullMarked
package dev.runtimebridge.lifecycle.adapter.alert;

import org.jspecify.annotations.NullMarked;
