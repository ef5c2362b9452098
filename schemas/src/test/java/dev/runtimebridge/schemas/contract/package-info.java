/** What was released of {@code bridge.v1} and has to stay. */
package dev.runtimebridge.schemas.contract;
