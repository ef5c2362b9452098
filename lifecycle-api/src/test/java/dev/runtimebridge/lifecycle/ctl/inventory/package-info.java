/**
 * The command line, against nothing and against a service that runs. Exit codes and sentences are
 * what scripts rely on.
 */
package dev.runtimebridge.lifecycle.ctl.inventory;
