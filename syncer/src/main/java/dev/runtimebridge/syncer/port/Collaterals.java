package dev.runtimebridge.syncer.port;

import dev.runtimebridge.substrate.Bytes;

/**
 * Completes what a worker says about its enclave by what the chain needs to check it.
 *
 * <p>A quote for data-center attestation (DCAP) leaves the enclave without collateral: revocation
 * lists, the state of known security updates, and the identity of the quoting enclave, all signed
 * by Intel. Whoever registers the worker has to add them.
 */
@FunctionalInterface
public interface Collaterals {
  /**
   * The report as {@code register_worker_v2} takes it.
   *
   * <p>A DCAP report without collateral is encoded again with it. Everything else comes back byte
   * for byte: no report, one of another kind, one that has its collateral.
   *
   * <p>Waits for the service that has the collateral, at most for its time limit; for any number of
   * threads.
   *
   * @param encodedReport SCALE {@code Option<AttestationReport>}, field {@code encoded_report} of
   *     pRuntime's {@code Attestation}
   * @throws NoCollateral if the report begins as a DCAP one and is none, or the collateral cannot
   *     be had at present; another attempt may have it
   * @throws InterruptedException if interrupted while waiting
   */
  Bytes complete(Bytes encodedReport) throws NoCollateral, InterruptedException;
}
