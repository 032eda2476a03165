namespace MlOpsDashboard.Core.Monitoring.Figures;

/// <summary>The latest figures of the models, read at leisure and handed out at once, so that a scrape never waits for the database.</summary>
internal sealed class ModelFigures
{
    private IReadOnlyList<ModelFigure> _all = [];

    /// <summary>The figures, a version each.</summary>
    public IReadOnlyList<ModelFigure> All
    {
        get => Volatile.Read(ref _all);
        set => Volatile.Write(ref _all, value);
    }
}
