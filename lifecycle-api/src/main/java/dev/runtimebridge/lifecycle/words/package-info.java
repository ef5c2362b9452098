/**
 * What values and events of the log are called where people read them: in the API's answers and in
 * the terminal alike. Pure functions of records and of the time that they are given.
 */
@NullMarked
package dev.runtimebridge.lifecycle.words;

import org.jspecify.annotations.NullMarked;
