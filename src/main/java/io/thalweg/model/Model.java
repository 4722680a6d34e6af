package io.thalweg.model;

import io.thalweg.example.Example;
import io.thalweg.example.Features;
import io.thalweg.example.RejectedExampleException;
import io.thalweg.loss.Loss;
import io.thalweg.state.Blocks;
import io.thalweg.state.Persistent;

/**
 * A linear model with its way of learning: predicts an example, then learns from it. At any moment it is one weight for each feature and an
 * intercept (for each class, if there are many), whatever it keeps to find them. One thread.
 *
 * <p>The {@link Persistent} part is what is not in {@link #blocks}.
 */
public sealed interface Model extends Persistent permits LinearModel, AutoModel {
    /**
     * The prediction for an example that is part of the stream, with its loss if there is a label. Moves no weight, but may take notice of the
     * features. Valid until the next call.
     *
     * @throws RejectedExampleException if the loss is not defined for the label; nothing has changed
     */
    Prediction predict(Example example);

    /** The same, and changes nothing at all. */
    Prediction score(Example example);

    /** Learns from the labelled example last given to {@link #predict}. Importance 0 changes nothing but the count. */
    void learn(Example example);

    /** A place for examples of this model whose label comes late. */
    PendingExample pendingExample();

    /** Fills {@code pending} with the example last given to {@link #predict}, as it was predicted. */
    void hold(Example example, PendingExample pending);

    /**
     * The prediction as it was served, with the loss by the label that has come. Changes nothing. Valid until the next call.
     *
     * @throws RejectedExampleException if the loss is not defined for the label
     */
    Prediction recall(PendingExample pending);

    /** The prediction of a labelled pending example by the weights that are there now. Changes nothing. Valid until the next call. */
    Prediction refresh(PendingExample pending);

    /**
     * Learns from the pending example last given to {@link #refresh}.
     *
     * @param factor of its importance
     */
    void learn(PendingExample pending, double factor);

    Loss loss();

    /** How labels are read. */
    Labels labels();

    /** Labelled examples given to {@link #learn}. */
    long learned();

    /** Of these, how many were not learned from because their gradient or their step was beyond all measure: a sign of divergence. */
    long refused();

    /** Where the weights are, with all that is kept beside them. */
    Blocks blocks();

    /** {@code index >>> blockShift} is the block of the weight at {@code index}. */
    int blockShift();

    /** How many features have a weight. */
    int size();

    /** How many margins it has: 1, or the number of classes known so far. */
    int outputs();

    /** The weight of a feature, for raw values, in the margin of an output, as {@link #score} would use it now. */
    float weight(int output, int index);

    /** The weight of the feature that is always 1. */
    double intercept(int output);

    /** Whether it has learned anything of the feature. */
    boolean knows(int index);

    /** How a feature's raw values are taken now. */
    Scaling scaling(int index);

    /** The raw value that a missing feature counts as: its mean if it is {@link Scaling#CENTRED}, else 0. */
    double centre(int index);

    /** How far a raw value may be from {@link #centre}: one further away counts as at the limit, which may be infinite. */
    double limit(int index);

    /**
     * How much of a raw value is one of the units in which the model takes the feature: its standard deviation if it is {@link Scaling#CENTRED}, its root mean
     * square or its one value if it is rarer; 0 where its size says nothing, NaN if the model knows of no units.
     */
    double unit(int index);

    /**
     * Takes a margin apart: what {@link #score} would say of these features is the sum of the parts, kept within {@link #leastMargin} and
     * {@link #greatestMargin}. Changes nothing.
     *
     * @param contributions is filled with what each feature adds, in their order
     * @return what there is without any: the intercept, with every centred feature at its mean
     */
    double explain(Features features, int output, double[] contributions);

    /** The least margin that {@link #score} gives. */
    double leastMargin();

    /** The greatest. */
    double greatestMargin();

    /** Names how {@link #blocks} is to be read: a model is only continued under the same layout. */
    String layout();
}
