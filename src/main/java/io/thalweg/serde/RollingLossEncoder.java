package io.thalweg.serde;

import io.thalweg.avro.RollingLoss;

/** Writes records of the topic of rolling losses: {@code RollingLoss} in single-object encoding. Equal records give equal bytes. One thread. */
public final class RollingLossEncoder {
    private final RecordBytes record = new RecordBytes(RollingLoss.getClassSchema());

    public byte[] encode(RollingLossRecord rolling) {
        return record.encode(out -> {
            out.writeString(rolling.topic());
            out.writeInt(rolling.partition());
            out.writeLong(rolling.offset());
            out.writeLong(rolling.examples());
            out.writeLong(rolling.labeled());
            out.writeLong(rolling.rejected());
            out.writeInt(rolling.window());
            out.writeDouble(rolling.rollingLoss());
            out.writeDouble(rolling.meanLoss());
            out.writeDouble(rolling.rollingBaselineLoss());
            out.writeDouble(rolling.baselineLoss());
            out.writeDouble(rolling.rollingGradientNorm());
            out.writeBoolean(rolling.converged());
        });
    }
}
