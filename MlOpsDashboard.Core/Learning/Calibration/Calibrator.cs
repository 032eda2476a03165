using MlOpsDashboard.Core.Learning.Evaluation;

namespace MlOpsDashboard.Core.Learning.Calibration;

/// <summary>Fits the curves of a classification: of two classes that of the positive one, of several each against the rest.</summary>
internal static class Calibrator
{
    /// <summary>The curves.</summary>
    /// <param name="method">How; not <see cref="CalibrationMethod.None"/>.</param>
    /// <param name="rows">Answers on rows that no model of them was fitted on.</param>
    public static ICalibrationCurve[] Fit(CalibrationMethod method, ScoredRows rows)
    {
        int[] classes = rows.OutputCount == 2 ? [1] : [.. Enumerable.Range(0, rows.OutputCount)];
        return Array.ConvertAll(classes, ICalibrationCurve (index) => method == CalibrationMethod.Isotonic
            ? IsotonicCurve.Fit(rows.ScoresOf(index), rows.LabelsOf(index))
            : PlattCurve.Fit(rows.ScoresOf(index), rows.LabelsOf(index)));
    }

    /// <summary>Calibrates one answer in its place.</summary>
    /// <param name="curves">The curves.</param>
    /// <param name="outputs">A probability for each class.</param>
    public static void Apply(ICalibrationCurve[] curves, Span<float> outputs)
    {
        if (curves.Length == 1)
        {
            outputs[1] = (float)curves[0].Of(outputs[1]);
            outputs[0] = 1 - outputs[1];
            return;
        }

        double sum = 0;
        for (int i = 0; i < curves.Length; i++)
        {
            outputs[i] = (float)curves[i].Of(outputs[i]);
            sum += outputs[i];
        }

        // Where no class is thought possible, all are alike.
        for (int i = 0; i < curves.Length; i++)
        {
            outputs[i] = sum > 0 ? (float)(outputs[i] / sum) : 1f / curves.Length;
        }
    }

    /// <summary>Answers as they are after calibration.</summary>
    /// <param name="curves">The curves.</param>
    /// <param name="rows">The answers before.</param>
    public static ScoredRows Apply(ICalibrationCurve[] curves, ScoredRows rows)
    {
        float[] outputs = [.. rows.Outputs];
        for (int from = 0; from < outputs.Length; from += rows.OutputCount)
        {
            Apply(curves, outputs.AsSpan(from, rows.OutputCount));
        }

        return new ScoredRows(rows.Task, rows.Target, outputs, rows.OutputCount);
    }
}
