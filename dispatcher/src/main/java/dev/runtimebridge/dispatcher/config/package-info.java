/** The settings, with the default beside each key. The same keys mean the same in all services. */
@NullMarked
package dev.runtimebridge.dispatcher.config;

import org.jspecify.annotations.NullMarked;
