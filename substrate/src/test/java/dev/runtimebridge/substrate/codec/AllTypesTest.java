package dev.runtimebridge.substrate.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.metadata.Runtimes;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of real runtimes, with values out of a seed. */
class AllTypesTest {
  private static final int VALUES_OF_EACH = 5;

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"khala_metadata.scale", "polkadot_metadata_full.scale"})
  void shouldReadBackEveryValue(String file) throws IOException {
    RuntimeMetadata metadata = Runtimes.decode(file);
    ValueCodec codec = new ValueCodec(metadata.types());
    for (int type = 0; type < metadata.types().size(); type++) {
      var values = new RandomValues(metadata.types(), type);
      for (int i = 0; i < VALUES_OF_EACH && values.exists(type); i++) {
        Value value = values.of(type);
        Bytes encoded = codec.encode(type, value);
        assertEquals(value, codec.decode(type, encoded), "type " + type);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"khala_metadata.scale"})
  void shouldGiveOnlyTheDeclaredErrorForChangedBytes(String file) throws IOException {
    RuntimeMetadata metadata = Runtimes.decode(file);
    ValueCodec codec = new ValueCodec(metadata.types());
    var random = new Random(16);
    int refused = 0;
    for (int type = 0; type < metadata.types().size(); type++) {
      var values = new RandomValues(metadata.types(), type);
      byte[] bytes =
          values.exists(type) ? codec.encode(type, values.of(type)).toByteArray() : new byte[] {0};
      for (int i = 0; i < VALUES_OF_EACH && bytes.length > 0; i++) {
        byte[] changed = bytes.clone();
        changed[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        try {
          codec.decode(type, Bytes.of(changed));
        } catch (MalformedScale declared) {
          refused++;
        }
      }
    }
    assertTrue(refused > 0);
  }
}
