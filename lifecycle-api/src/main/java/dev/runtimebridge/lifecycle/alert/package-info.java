/**
 * What an operator should look at: rules that find it in the tables, and the board of what stands.
 * Plain Java; time and what only the process knows (its disk, its deliveries) are handed in.
 */
@NullMarked
package dev.runtimebridge.lifecycle.alert;

import org.jspecify.annotations.NullMarked;
