namespace MlOpsDashboard.Core.Drift.Sketches;

/// <summary>Counts words exactly, up to <see cref="DriftRules.SketchedWords"/> of them, all further known ones together, and unknown ones together.</summary>
/// <param name="known">The words that there are.</param>
internal sealed class CodeSketch(int known) : CountSketch(Math.Min(known, DriftRules.SketchedWords) + (known > DriftRules.SketchedWords ? 2 : 1))
{
    /// <inheritdoc/>
    public override FeatureSide ToSide(long rows) => new() { Rows = checked((int)rows), Missing = (int)Missing, Codes = Counts };

    /// <inheritdoc/>
    protected override void AddValue(double value, ReadOnlySpan<double> slots) =>
        Counts[value < 0 || value >= known ? Counts.Length - 1 : (int)Math.Min(value, DriftRules.SketchedWords)]++;
}
