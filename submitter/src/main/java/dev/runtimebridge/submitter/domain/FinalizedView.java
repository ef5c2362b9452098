package dev.runtimebridge.submitter.domain;

/**
 * What the finalized chain says of an account, after every block up to this one was searched for
 * the account's transactions.
 *
 * @param number the block
 * @param specVersion the runtime that executes the next block
 * @param nonce the account's nonce in the block's state
 */
public record FinalizedView(long number, long specVersion, long nonce) {}
