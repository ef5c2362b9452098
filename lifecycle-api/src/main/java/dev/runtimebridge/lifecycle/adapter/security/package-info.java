/**
 * Tokens in a file that only its owner reads, the two roles, and the gate that every call passes.
 * Tokens are compared in constant time and never logged.
 */
@NullMarked
package dev.runtimebridge.lifecycle.adapter.security;

import org.jspecify.annotations.NullMarked;
