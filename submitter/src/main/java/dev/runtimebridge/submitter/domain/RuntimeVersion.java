package dev.runtimebridge.submitter.domain;

/**
 * Which runtime a transaction is made for; both versions are signed with it.
 *
 * @param specName name of the runtime, such as {@code khala}
 * @param specVersion unsigned 32 bit; up with each upgrade
 * @param transactionVersion unsigned 32 bit; up where the form of calls has changed
 */
public record RuntimeVersion(String specName, long specVersion, long transactionVersion) {}
