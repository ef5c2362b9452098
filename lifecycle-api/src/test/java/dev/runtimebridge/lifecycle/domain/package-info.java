/** The rules at the edge, read as a specification. Each refusal stands here with its sentence. */
package dev.runtimebridge.lifecycle.domain;
