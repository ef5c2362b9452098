package dev.runtimebridge.submitter.pipeline;

import dev.runtimebridge.submitter.domain.BlockRef;
import dev.runtimebridge.substrate.header.Header;

/** A block whose header fits its hash. */
record CheckedBlock(BlockRef ref, Header header) {}
