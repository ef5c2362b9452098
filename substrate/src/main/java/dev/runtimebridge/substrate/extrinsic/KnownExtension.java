package dev.runtimebridge.substrate.extrinsic;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.Optional;

/**
 * Signed extensions that carry data, by the names that FRAME gives them.
 *
 * @see <a
 *     href="https://github.com/paritytech/polkadot-sdk/tree/master/substrate/frame/system/src/extensions">
 *     frame-system's extensions</a>
 */
enum KnownExtension {
  CHECK_SPEC_VERSION,
  CHECK_TX_VERSION,
  CHECK_GENESIS,
  CHECK_MORTALITY,
  CHECK_NONCE,
  CHARGE_TRANSACTION_PAYMENT,
  CHARGE_ASSET_TX_PAYMENT,
  CHECK_METADATA_HASH;

  static Optional<KnownExtension> named(String name) {
    return switch (name) {
      case "CheckSpecVersion" -> Optional.of(CHECK_SPEC_VERSION);
      case "CheckTxVersion" -> Optional.of(CHECK_TX_VERSION);
      case "CheckGenesis" -> Optional.of(CHECK_GENESIS);
      case "CheckMortality", "CheckEra" -> Optional.of(CHECK_MORTALITY);
      case "CheckNonce" -> Optional.of(CHECK_NONCE);
      case "ChargeTransactionPayment" -> Optional.of(CHARGE_TRANSACTION_PAYMENT);
      case "ChargeAssetTxPayment" -> Optional.of(CHARGE_ASSET_TX_PAYMENT);
      case "CheckMetadataHash" -> Optional.of(CHECK_METADATA_HASH);
      default -> Optional.empty();
    };
  }

  /** What it puts into the transaction. */
  Value extra(Terms terms) {
    return switch (this) {
      case CHECK_SPEC_VERSION, CHECK_TX_VERSION, CHECK_GENESIS -> Value.unit();
      case CHECK_MORTALITY -> Value.encoded(encoded(terms.era()));
      case CHECK_NONCE -> Value.of(terms.nonce());
      case CHARGE_TRANSACTION_PAYMENT -> Value.of(terms.tip());
      case CHARGE_ASSET_TX_PAYMENT ->
          Value.struct(
              Value.field("tip", Value.of(terms.tip())), Value.field("asset_id", Value.none()));
      case CHECK_METADATA_HASH -> Value.struct(Value.field("mode", Value.variant("Disabled")));
    };
  }

  /** What it has signed besides. */
  Value additional(ChainPoint chain, Era era, Hash256 eraBlock) {
    return switch (this) {
      case CHECK_SPEC_VERSION -> Value.of(chain.specVersion());
      case CHECK_TX_VERSION -> Value.of(chain.transactionVersion());
      case CHECK_GENESIS -> Value.of(chain.genesisHash().bytes());
      case CHECK_MORTALITY ->
          Value.of((era instanceof Era.Immortal ? chain.genesisHash() : eraBlock).bytes());
      case CHECK_METADATA_HASH -> Value.none();
      case CHECK_NONCE, CHARGE_TRANSACTION_PAYMENT, CHARGE_ASSET_TX_PAYMENT -> Value.unit();
    };
  }

  private static Bytes encoded(Era era) {
    ScaleWriter writer = new ScaleWriter();
    era.write(writer);
    return Bytes.of(writer.toByteArray());
  }
}
