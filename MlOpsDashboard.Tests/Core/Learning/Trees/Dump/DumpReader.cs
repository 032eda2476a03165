using System.Text.Json;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Tests.Core.Learning.Trees.Dump;

/// <summary>Predicts by a dump of trees alone: knows JSON and the table's own values, and nothing of the engine.</summary>
internal static class DumpReader
{
    /// <summary>The number, the probability of the second class, or one for each of several classes.</summary>
    public static double[] Answer(JsonElement dump, DataTable table, int row)
    {
        double[] answer = dump.TryGetProperty("members", out JsonElement members) ? MeanOf(dump, members, table, row) : AnswerOf(dump, dump, table, row);
        return dump.TryGetProperty("calibration", out JsonElement calibration) ? Calibrate(calibration, answer) : answer;
    }

    private static double[] MeanOf(JsonElement dump, JsonElement members, DataTable table, int row)
    {
        double[][] answers = [.. members.EnumerateArray().Select(member =>
            Array.ConvertAll(AnswerOf(dump, member, table, row), value => value * member.GetProperty("weight").GetDouble()))];
        return [.. Enumerable.Range(0, answers[0].Length).Select(i => answers.Sum(answer => answer[i]))];
    }

    private static double[] Calibrate(JsonElement calibration, double[] answer)
    {
        bool platt = calibration.GetProperty("method").GetString() == "platt";
        double[] raised = [.. answer.Zip(calibration.GetProperty("curves").EnumerateArray(), (value, curve) => platt
            ? 1 / (1 + Math.Exp((curve.GetProperty("slope").GetDouble() * LogOdds(value)) + curve.GetProperty("shift").GetDouble()))
            : Between(Numbers(curve, "from"), Numbers(curve, "to"), value))];
        return raised.Length == 1 ? raised : [.. raised.Select(value => raised.Sum() > 0 ? value / raised.Sum() : 1.0 / raised.Length)];
    }

    private static double LogOdds(double value) => Math.Log(Math.Clamp(value, 1e-7, 1 - 1e-7) / (1 - Math.Clamp(value, 1e-7, 1 - 1e-7)));

    private static double[] Numbers(JsonElement curve, string name) => [.. curve.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    private static double Between(double[] from, double[] to, double value)
    {
        int after = Array.FindIndex(from, point => point >= value);
        return after < 0 ? to[^1] : after == 0 ? to[0]
            : to[after - 1] + ((to[after] - to[after - 1]) * (value - from[after - 1]) / (from[after] - from[after - 1]));
    }

    private static double[] AnswerOf(JsonElement dump, JsonElement model, DataTable table, int row)
    {
        string[] outputs = [.. model.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString()!)];
        double[] sums = [.. model.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("start").GetDouble())];
        foreach (JsonElement tree in model.GetProperty("trees").EnumerateArray())
        {
            JsonElement leaf = LeafOf(dump, tree.GetProperty("nodes"), table, row);
            if (leaf.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty share in leaf.EnumerateObject())
                {
                    sums[Array.IndexOf(outputs, share.Name)] += share.Value.GetDouble();
                }
            }
            else
            {
                sums[Array.IndexOf(outputs, tree.GetProperty("output").GetString())] += leaf.GetDouble();
            }
        }

        if (model.GetProperty("combine").GetString() == "mean")
        {
            sums = Array.ConvertAll(sums, sum => sum / model.GetProperty("tree_count").GetInt32());
        }

        return model.GetProperty("link").GetString() switch
        {
            "logistic" => [1 / (1 + Math.Exp(-sums[0]))],
            "softmax" => [.. sums.Select(sum => Math.Exp(sum) / sums.Sum(Math.Exp))],
            "exponential" => [Math.Exp(sums[0])],
            _ => sums,
        };
    }

    private static JsonElement LeafOf(JsonElement dump, JsonElement nodes, DataTable table, int row)
    {
        JsonElement node = nodes[0];
        while (!node.TryGetProperty("leaf", out _))
        {
            string branch = Ask(dump, node, table, row) switch { null => "missing", true => "yes", false => "no" };
            node = nodes[node.GetProperty(branch).GetInt32()];
        }

        return node.GetProperty("leaf");
    }

    private static bool? Ask(JsonElement dump, JsonElement node, DataTable table, int row)
    {
        string feature = node.GetProperty("feature").GetString()!;
        string[] parts = feature.Split('.');
        Column column = table.Find(feature) ?? table.Find(parts[0])!;
        if (column is CodedColumn words)
        {
            // A word that no training row had counts as missing.
            JsonElement known = dump.GetProperty("features").EnumerateArray().Single(one => one.GetProperty("name").GetString() == feature);
            return words.WordAt(row) is { } word && Among(known, word)
                ? node.GetProperty("operator").GetString() == "present" || Among(node, word)
                : null;
        }

        double value = column is NumericColumn numbers ? numbers.Values[row] : PartOf(parts[1], ((DateTimeColumn)column).Seconds[row]);
        return !double.IsFinite(value) ? null
            : node.GetProperty("operator").GetString() == "present" || (float)value <= node.GetProperty("threshold").GetSingle();
    }

    private static bool Among(JsonElement list, string word) =>
        list.GetProperty("words").EnumerateArray().Any(one => one.GetString() == word);

    private static double PartOf(string part, double seconds)
    {
        if (double.IsNaN(seconds))
        {
            return double.NaN;
        }

        double known = Math.Clamp(seconds, -62_135_596_800, 253_402_300_799);
        DateTime date = DateTime.UnixEpoch.AddSeconds(Math.Floor(known));
        double days = known / 86_400;
        return part switch
        {
            "days" => days,
            "year" => date.Year,
            "month" => date.Month,
            "day" => date.Day,
            "weekday" => ((int)date.DayOfWeek + 6) % 7,
            _ => (days - Math.Floor(days)) * 24,
        };
    }
}
