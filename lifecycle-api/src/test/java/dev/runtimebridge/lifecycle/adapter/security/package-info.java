/** Tokens, roles and the files beside them. Modes are read back from the file system. */
package dev.runtimebridge.lifecycle.adapter.security;
