package io.rookery.nas.space;

import io.rookery.nas.Blueprint;
import io.rookery.nas.Operation;
import java.util.List;

/** Builds one {@link BlockCell} of a network. */
final class CellBuilder {

  private final Blueprint blueprint;
  private final BlockCell cell;
  private final int channels;
  private final boolean reduces;
  private final NsgaNetMicroSettings settings;

  CellBuilder(
      Blueprint blueprint,
      BlockCell cell,
      int channels,
      boolean reduces,
      NsgaNetMicroSettings settings) {
    this.blueprint = blueprint;
    this.cell = cell;
    this.channels = channels;
    this.reduces = reduces;
    this.settings = settings;
  }

  /**
   * Adds the cell.
   *
   * @param beforeLast output of the cell before the last one
   * @param last output of the last cell
   * @param reducedLast whether the last cell was a reduction, so that the one before it is larger
   * @return the cell's output
   */
  int build(int beforeLast, int last, boolean reducedLast) {
    int[] states = new int[BlockCell.CELL_INPUTS + cell.blocks().size()];
    // The published code also builds the projection of an input that no block reads.
    if (cell.isRead(0)) {
      states[0] =
          reducedLast
              ? MicroOperations.reduced(blueprint, beforeLast, channels)
              : MicroOperations.projected(blueprint, beforeLast, channels);
    }
    if (cell.isRead(1)) {
      states[1] = MicroOperations.projected(blueprint, last, channels);
    }
    for (int i = 0; i < cell.blocks().size(); i++) {
      BlockCell.Block block = cell.blocks().get(i);
      int first = operation(block.operation1(), block.input1(), states);
      int second = operation(block.operation2(), block.input2(), states);
      states[i + BlockCell.CELL_INPUTS] = blueprint.add(new Operation.Sum(), first, second);
    }
    return output(states);
  }

  private int operation(int operation, int input, int[] states) {
    int stride = reduces && input < BlockCell.CELL_INPUTS ? 2 : 1;
    int node = MicroOperations.add(blueprint, operation, states[input], stride);
    return settings.dropPath() > 0 && MicroOperations.droppable(operation, stride)
        ? blueprint.add(new Operation.DropPath(settings.dropPath()), node)
        : node;
  }

  private int output(int[] states) {
    List<Integer> open = cell.output();
    int[] parts = open.stream().mapToInt(state -> states[state]).toArray();
    int output = parts.length == 1 ? parts[0] : blueprint.add(new Operation.Concat(), parts);
    return settings.squeezeExcite()
        ? blueprint.add(
            new Operation.SqueezeExcite(Math.max(1, parts.length * channels / 16)), output)
        : output;
  }
}
