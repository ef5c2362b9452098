package dev.runtimebridge.lifecycle.ctl;

import dev.runtimebridge.schemas.v1.KeyFile;
import dev.runtimebridge.schemas.v1.SetPoolOperatorRequest;
import java.util.regex.Pattern;

/** The secret of who signs for a pool, in one of its forms. Never printed. */
sealed interface OperatorSecret {
  /** How a 64-byte secret key is written. */
  Pattern SECRET_KEY = Pattern.compile("(0x)?[0-9a-fA-F]{128}");

  /** A mnemonic, seed or development name, or a secret key. */
  record Text(String text) implements OperatorSecret {
    @Override
    public String toString() {
      return "a secret";
    }
  }

  /** A key file of polkadot-js and what opens it. */
  record File(String json, String password) implements OperatorSecret {
    @Override
    public String toString() {
      return "a key file";
    }
  }

  /** What a file or a variable holds, or somebody typed. */
  static OperatorSecret ofText(String text) {
    return new Text(text);
  }

  /** Puts it into a request. */
  default void fill(SetPoolOperatorRequest.Builder request) {
    switch (this) {
      case Text(String text) -> {
        if (SECRET_KEY.matcher(text).matches()) {
          request.setSecretKey(text);
        } else {
          request.setSecretUri(text);
        }
      }
      case File(String json, String password) ->
          request.setKeyFile(KeyFile.newBuilder().setJson(json).setPassword(password));
    }
  }
}
