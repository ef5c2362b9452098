package dev.runtimebridge.chainrpc;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Reads one value of JSON where the parser stands at its first token. */
@FunctionalInterface
public interface JsonReader<T> {

  /**
   * Reads the value and leaves the parser at its last token.
   *
   * @throws IOException if it has not the form that was expected
   */
  T read(JsonParser json) throws IOException;
}
