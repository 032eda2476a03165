using MlOpsDashboard.Core.Learning.Parameters;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Learning.Preprocessing.Steps;

/// <summary>The kinds of steps.</summary>
public static class FeatureStepCatalog
{
    /// <summary>The name of target encoding.</summary>
    public const string TargetEncoding = "target_encoding";

    /// <summary>The name of crosses.</summary>
    public const string Cross = "cross";

    /// <summary>The name of binning.</summary>
    public const string Binning = "binning";

    /// <summary>The name of hashed texts.</summary>
    public const string Text = "text";

    /// <summary>The word for a cross that is encoded as a category is.</summary>
    internal const string AsCategory = "category";

    /// <summary>The word for a cross that is encoded by its rows' answers.</summary>
    internal const string ByTarget = "target";

    /// <summary>The word for bins of equal width.</summary>
    internal const string EqualWidth = "equal_width";

    /// <summary>The word for bins of about as many rows each.</summary>
    internal const string Quantile = "quantile";

    private static readonly IntParameter s_folds = new(
        "folds", 2, 20, 5, "Parts of the training rows: a row is encoded by the answers of the other parts.");

    private static readonly FloatParameter s_smoothing = new(
        "smoothing", 0, 1000, 10, "How many rows the overall mean counts as beside a word's own rows.")
    {
        HardHigh = 1e6,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FeatureStepKind> All { get; } =
    [
        new(
            TargetEncoding,
            "Target encoding",
            "Each word as the mean answer of its training rows, cross-fitted; for columns of many words.",
            [ColumnType.Categorical, ColumnType.Boolean, ColumnType.Text],
            new SearchSpace([s_folds, s_smoothing])),
        new(
            Cross,
            "Cross",
            "Each pair of the words of two columns as a category of its own, beside the two.",
            [ColumnType.Categorical, ColumnType.Boolean, ColumnType.Text],
            new SearchSpace(
            [
                new ChoiceParameter("encoding", [AsCategory, ByTarget], AsCategory, "Whether the pair is read as a category or by target encoding."),
                s_folds with { WhenName = "encoding", WhenValue = ByTarget },
                s_smoothing with { WhenName = "encoding", WhenValue = ByTarget },
            ]))
        {
            Columns = 2,
            Replaces = false,
        },
        new(
            Binning,
            "Binning",
            "Each number as the bin that it falls into.",
            [ColumnType.Numeric],
            new SearchSpace(
            [
                new IntParameter("bins", 2, 100, 10, "How many bins; fewer when values repeat a lot.") { HardHigh = 1000 },
                new ChoiceParameter("method", [Quantile, EqualWidth], Quantile, "Bins of about as many rows each, or of equal width."),
            ])),
        new(
            Text,
            "Words of a text",
            "The words of a text, and pairs of neighbours, counted in slots by their hash.",
            [ColumnType.Text, ColumnType.Categorical],
            new SearchSpace(
            [
                new ChoiceParameter("slots", ["32", "64", "128", "256", "512", "1024"], "256", "How many slots words share; each becomes a feature."),
                new IntParameter("ngrams", 1, 2, 2, "1 for words alone, 2 for pairs of neighbours too."),
            ])),
    ];

    /// <summary>The kind of a name, or null.</summary>
    /// <param name="name">Compared ordinally.</param>
    public static FeatureStepKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name);
}
