namespace MlOpsDashboard.Core.Drift;

/// <summary>What decides how a feature is compared.</summary>
internal static class DriftRules
{
    /// <summary>With up to so many reference rows a test alone decides; with more, what it finds must also be large.</summary>
    public const int MostForTestAlone = 1000;

    /// <summary>Numbers with up to so many distinct values are compared as categories.</summary>
    public const int MostAsCategories = 5;

    /// <summary>Fewer values, on either side, are not compared.</summary>
    public const int LeastValues = 30;

    /// <summary>Bins of a picture of numbers.</summary>
    public const int PictureBins = 20;

    /// <summary>Categories of a picture; the rarest are put together.</summary>
    public const int PictureCategories = 12;

    /// <summary>The category of words that training had not seen.</summary>
    public const string NewWords = "(new)";

    /// <summary>The category of known words that sketches do not count one by one.</summary>
    public const string FurtherWords = "(further)";

    /// <summary>Words of a feature that sketches count one by one.</summary>
    public const int SketchedWords = 1000;

    /// <summary>Seed of the samples that are drawn of large tables.</summary>
    public const int SampleSeed = 20261130;

    /// <summary>The method by kind of value and size of the reference.</summary>
    public static DriftMethod Choose(bool isNumber, int referenceRows) => (isNumber, referenceRows > MostForTestAlone) switch
    {
        (true, false) => DriftMethod.KolmogorovSmirnov,
        (true, true) => DriftMethod.Wasserstein,
        (false, false) => DriftMethod.ChiSquare,
        (false, true) => DriftMethod.JensenShannon,
    };
}
