/**
 * Pools and workers as people declare them in CSV and YAML: read whole or refused with all faults,
 * compared with what is there, and turned into changes. Knows no network.
 */
@NullMarked
package dev.runtimebridge.lifecycle.ctl.inventory;

import org.jspecify.annotations.NullMarked;
