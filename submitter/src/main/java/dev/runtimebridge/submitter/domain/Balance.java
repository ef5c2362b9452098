package dev.runtimebridge.submitter.domain;

import java.math.BigInteger;

/**
 * What an account has.
 *
 * @param free smallest units
 * @param low whether it is below what is warned of
 */
public record Balance(BigInteger free, boolean low) {}
