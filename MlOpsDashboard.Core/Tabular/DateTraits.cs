namespace MlOpsDashboard.Core.Tabular;

/// <summary>What a date's text lacks or has.</summary>
/// <param name="TwoDigitYear">Whether the year has two digits.</param>
/// <param name="PaddedDots">Whether day and month have two digits each and points behind them.</param>
/// <param name="Month">Whether the day is left out.</param>
/// <param name="HasOffset">Whether the time says how far it is from UTC.</param>
/// <param name="Dotted">Whether points stand behind day and month.</param>
/// <param name="Dashed">Whether day and month stand before hyphens, the year behind them.</param>
internal readonly record struct DateTraits(bool TwoDigitYear, bool PaddedDots, bool Month, bool HasOffset, bool Dotted, bool Dashed);
