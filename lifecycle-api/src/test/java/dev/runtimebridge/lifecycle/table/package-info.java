/** Tables replayed from records. The same records give the same tables. */
package dev.runtimebridge.lifecycle.table;
