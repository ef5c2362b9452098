/**
 * What an operator can set, with the default beside each key. Services share the keys of the log
 * and its topics.
 */
@NullMarked
package dev.runtimebridge.submitter.config;

import org.jspecify.annotations.NullMarked;
