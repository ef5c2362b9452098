/**
 * Every topic of the log: its name, key, value, partitions, retention and serdes as one object.
 * Topics are created from here and serdes are taken from here, so that no two services differ.
 */
@NullMarked
package dev.runtimebridge.schemas.topic;

import org.jspecify.annotations.NullMarked;
