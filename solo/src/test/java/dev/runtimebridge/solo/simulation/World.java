package dev.runtimebridge.solo.simulation;

import java.util.List;

/** A part of what is simulated, or several. */
interface World {

  /** Something goes wrong, or becomes well again. */
  void disturb();

  /** Nothing fails any more. */
  void heal();

  /** Holds what must be so at each moment against what is. */
  void look();

  /** Whether all that was to be done is done. */
  boolean done();

  /** Holds what must be so at the end against what is. */
  void check();

  /** Several as one. */
  static World of(Scheduler scheduler, List<World> parts) {
    return new World() {
      @Override
      public void disturb() {
        parts.get(scheduler.chance().nextInt(parts.size())).disturb();
      }

      @Override
      public void heal() {
        parts.forEach(World::heal);
      }

      @Override
      public void look() {
        parts.forEach(World::look);
      }

      @Override
      public boolean done() {
        return parts.stream().allMatch(World::done);
      }

      @Override
      public void check() {
        parts.forEach(World::check);
      }
    };
  }
}
