package dev.runtimebridge.schemas.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.schemas.v1.ParaBlockRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class ProtobufSerdeTest {
  private final ProtobufSerde<ParaBlockRecord> serde =
      ProtobufSerde.of(ParaBlockRecord.getDefaultInstance());

  @Test
  void shouldGiveBackWhatItWrote() {
    var block = ParaBlockRecord.newBuilder().setNumber(7).setProvenAt(15).build();
    byte[] bytes = serde.serializer().serialize("t", block);
    assertEquals(block, serde.deserializer().deserialize("t", bytes));
  }

  @Test
  void shouldKeepATombstone() {
    assertNull(serde.serializer().serialize("t", null));
    assertNull(serde.deserializer().deserialize("t", null));
  }

  @Test
  void shouldNameTheTopicOfARecordThatItCannotRead() {
    var failure =
        assertThrows(
            SerializationException.class,
            () -> serde.deserializer().deserialize("chain.para-blocks", new byte[] {0x0a, 0x7f}));
    assertTrue(failure.getMessage().contains("chain.para-blocks"), failure.getMessage());
    assertTrue(failure.getMessage().contains("ParaBlockRecord"), failure.getMessage());
  }
}
