package dev.runtimebridge.devnet;

import dev.runtimebridge.devnet.chain.ParaAuthor;
import dev.runtimebridge.devnet.chain.TwoChains;
import org.jspecify.annotations.Nullable;

/**
 * Two chains like the devnet's own, with another genesis, for nodes that answer for the wrong
 * network. Made when the first one does.
 */
final class OtherNetwork {
  private static final long OTHER_SEED = 0x6f74_6865_72L;
  private static final int SMALL_CHANGES = 512;

  private final DevnetSettings settings;
  private final TwoChains own;
  private @Nullable TwoChains chains;

  OtherNetwork(DevnetSettings settings, TwoChains own) {
    this.settings = settings;
    this.own = own;
  }

  /** The other chains, as high as the devnet's own. */
  synchronized TwoChains chains() {
    TwoChains made = chains;
    if (made == null) {
      made =
          new TwoChains(
              DevnetSettings.builder()
                  .seed(settings.seed() ^ OTHER_SEED)
                  .paraStart(settings.paraStart())
                  .paraEvery(settings.paraEvery())
                  .authorities(settings.authorities())
                  .setChangeEvery(settings.setChangeEvery())
                  .justificationEvery(settings.justificationEvery())
                  .storageChangeBytes(Math.min(SMALL_CHANGES, settings.storageChangeBytes()))
                  .build());
      chains = made;
    }
    made.growTo(own.relay().best().number(), ParaAuthor.IDLE);
    return made;
  }
}
