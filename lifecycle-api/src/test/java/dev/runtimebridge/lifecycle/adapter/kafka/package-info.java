/**
 * Reading of the log against a mock of the consumer. What the broker does is in the tests of the
 * whole.
 */
package dev.runtimebridge.lifecycle.adapter.kafka;
