/**
 * What the submitter knows of each account and how it decides: plain Java, no waiting, no input or
 * output. State is rebuilt from the journal alone, by the same function live and after a crash.
 */
@NullMarked
package dev.runtimebridge.submitter.domain;

import org.jspecify.annotations.NullMarked;
