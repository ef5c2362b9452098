/**
 * How requests become transactions: read, plan, sign, record, send, follow, judge. One thread does
 * it in rounds, and whatever fails is tried again in a later one.
 */
@NullMarked
package dev.runtimebridge.submitter.pipeline;

import org.jspecify.annotations.NullMarked;
