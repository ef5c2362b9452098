package dev.runtimebridge.devnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.runtimebridge.devnet.node.WireClient;
import dev.runtimebridge.devnet.runtime.DevAccount;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nodes say that a transaction costs is what it then costs. */
class PaymentTest {
  private Devnet devnet;
  private WireClient node;
  private Bytes transfer;

  @BeforeEach
  void start() {
    devnet = Devnet.start(DevnetSettings.builder().history(10).storageChangeBytes(512).build());
    node = new WireClient(devnet.paraEndpoints().getFirst());
    transfer = new DevSigner(devnet, DevAccount.ALICE).transfer(DevAccount.DAVE, 7);
  }

  @AfterEach
  void stop() {
    node.close();
    devnet.close();
  }

  @Test
  void shouldTellTheFeeThatTheBlockTakes() throws Exception {
    JsonNode info = node.result("payment_queryInfo", transfer.hex());
    JsonNode parts = node.result("payment_queryFeeDetails", transfer.hex()).path("inclusionFee");
    node.result("author_submitExtrinsic", transfer.hex());
    devnet.produce(2);

    BigInteger paid = devnet.count().fees().get(DevAccount.ALICE.account());
    assertTrue(paid.signum() > 0);
    assertEquals(paid.toString(), info.path("partialFee").textValue());
    assertEquals("normal", info.path("class").textValue());
    assertEquals(250_000_000, info.path("weight").path("ref_time").longValue());
    assertEquals(1_500, info.path("weight").path("proof_size").longValue());
    BigInteger sum =
        hex(parts, "baseFee").add(hex(parts, "lenFee")).add(hex(parts, "adjustedWeightFee"));
    assertEquals(paid, sum);
  }

  @Test
  void shouldTellItBeforeAnybodyHasSigned() throws Exception {
    byte[] unsigned = transfer.toByteArray();
    int signature = unsigned.length / 2;
    Arrays.fill(unsigned, signature, signature + 8, (byte) 1);

    assertEquals(
        node.result("payment_queryInfo", transfer.hex()),
        node.result("payment_queryInfo", Bytes.of(unsigned).hex()));
  }

  @Test
  void shouldTellTheSameByRuntimeCalls() throws Exception {
    JsonNode info = node.result("payment_queryInfo", transfer.hex());
    ScaleReader said = call("TransactionPaymentApi_query_info", transfer, transfer.length());
    assertEquals(250_000_000, said.compactU32());
    assertEquals(1_500, said.compactU32());
    assertEquals(0, said.u8());
    assertEquals(info.path("partialFee").textValue(), said.u128().toString());
    said.end();
    ScaleReader longer = call("TransactionPaymentApi_query_fee_details", transfer, 1_000);
    assertTrue(longer.bool());
    assertEquals(1_000_000_000, longer.u128().longValueExact());
    assertEquals(10_000_000_000L, longer.u128().longValueExact());
    assertEquals(250_000_000, longer.u128().longValueExact());
    assertEquals(BigInteger.ZERO, longer.u128(), "the tip");
    longer.end();
  }

  @Test
  void shouldAskNothingForTheInherent() throws Exception {
    Bytes inherent = devnet.chains().para().best().extrinsics().getFirst();
    JsonNode info = node.result("payment_queryInfo", inherent.hex());
    JsonNode details = node.result("payment_queryFeeDetails", inherent.hex());

    assertEquals("0", info.path("partialFee").textValue());
    assertEquals("mandatory", info.path("class").textValue());
    assertTrue(details.path("inclusionFee").isNull());
  }

  @Test
  void shouldRefuseWhatIsNoExtrinsic() throws Exception {
    JsonNode info = node.error("payment_queryInfo", "0x0404");
    JsonNode details = node.error("payment_queryFeeDetails", "0x");
    JsonNode called = node.error("state_call", "TransactionPaymentApi_query_info", "0x01");

    assertEquals(2, info.path("code").intValue());
    assertEquals("Unable to query dispatch info.", info.path("message").textValue());
    assertEquals("Unable to query fee details.", details.path("message").textValue());
    assertEquals(4003, called.path("code").intValue());
  }

  private ScaleReader call(String function, Bytes extrinsic, int length) throws Exception {
    byte[] input = new ScaleWriter().bytes(extrinsic.toByteArray()).u32(length).toByteArray();
    String answer = node.result("state_call", function, Bytes.of(input).hex()).textValue();
    return ScaleReader.of(Bytes.fromHex(answer.substring(2)).toByteArray());
  }

  private static BigInteger hex(JsonNode parts, String name) {
    return new BigInteger(parts.path(name).textValue().substring(2), 16);
  }
}
