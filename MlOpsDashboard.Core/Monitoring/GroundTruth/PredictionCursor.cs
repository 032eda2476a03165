using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace MlOpsDashboard.Core.Monitoring.GroundTruth;

/// <summary>Where a listing of predictions goes on. New predictions and labels meanwhile neither repeat nor hide a row.</summary>
/// <param name="Order">The listing's order.</param>
/// <param name="At">Rows before this time come next; for the uncertain ones the window begins here.</param>
/// <param name="Id">Rows before this one, among those of the same time.</param>
/// <param name="Margin">The margin of the last row given; 0 for the newest.</param>
/// <param name="LastId">The last row given; 0 for the newest.</param>
internal sealed record PredictionCursor(PredictionOrder Order, DateTimeOffset At, long Id, double Margin = 0, long LastId = 0)
{
    /// <summary>The cursor as callers see it.</summary>
    public string Encode() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(FormattableString.Invariant(
        $"{(int)Order}.{At.UtcTicks}.{Id}.{BitConverter.DoubleToInt64Bits(Margin)}.{LastId}")));

    /// <summary>Reads a cursor of a caller.</summary>
    /// <param name="text">The cursor; null or empty for none.</param>
    /// <param name="order">The order that is asked for.</param>
    /// <exception cref="InvalidException">It is not one of this listing.</exception>
    public static PredictionCursor? Parse(string? text, PredictionOrder order)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length <= 200 && Base64Url.IsValid(text))
        {
            string[] parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.');
            long[] numbers = [.. parts.TakeWhile(IsNumber).Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
            if (numbers.Length == 5 && parts.Length == 5 && numbers[0] == (int)order && numbers[1] >= 0 && numbers[1] <= DateTimeOffset.MaxValue.UtcTicks)
            {
                return new PredictionCursor(
                    order, new DateTimeOffset(numbers[1], TimeSpan.Zero), numbers[2], BitConverter.Int64BitsToDouble(numbers[3]), numbers[4]);
            }
        }

        throw new InvalidException("cursor", "cursor is not one that this listing gave out for this order.");
    }

    private static bool IsNumber(string part) => long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}
