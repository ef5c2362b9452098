/**
 * Nodes of the parachain behind JSON-RPC. What they send is read into the port's types; what they
 * answer to a transaction is told apart by code and words.
 */
@NullMarked
package dev.runtimebridge.submitter.adapter.rpc;

import org.jspecify.annotations.NullMarked;
