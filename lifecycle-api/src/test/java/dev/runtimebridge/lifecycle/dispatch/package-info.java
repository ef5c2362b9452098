@org.jspecify.annotations.NullMarked
package dev.runtimebridge.lifecycle.dispatch;
