// How many bicycles will be rented in the next hour? A model of numbers learns from all weeks but the last, is asked for that
// one, and is told how many were rented.
using System.Text.Json.Nodes;
using MlOpsDashboard.Samples;

const int Week = 7 * 24;

// casual and registered add up to the target, and instant counts the rows: with them the model would look perfect and be useless.
string[] features = ["dteday", "season", "yr", "mnth", "hr", "holiday", "weekday", "workingday", "weathersit", "temp", "atemp", "hum", "windspeed"];

return await Dashboard.RunAsync(args, "bike_hour.csv", async (dashboard, lines) =>
{
    JsonNode stored = await dashboard.StoreAsync("bike_sharing", "cnt", lines[..^Week]);
    JsonNode validation = await dashboard.GetAsync($"api/datasets/bike_sharing/versions/{stored["version"]}/validation");
    foreach (JsonNode? finding in validation["findings"]!.AsArray())
    {
        Console.WriteLine($"  {finding!["severity"]}: {finding["message"]}");
    }

    JsonNode version = await dashboard.TrainAsync(new
    {
        model_name = "bike_sharing",
        dataset = "bike_sharing",
        target = "cnt",
        features,
        learners = new[] { "gradient_boosting" },
        trials = 3,
        time_budget_seconds = 20,
        validation = new { strategy = "time" },
    });
    await dashboard.PromoteAsync($"{version["model_id"]}", "the bike sharing sample");
    Console.WriteLine($"{version["model_id"]} is in production.");

    string[] header = lines[0].Split(',');
    Dictionary<string, string>[] hours =
        [.. lines[^Week..].Select(line => header.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second))];
    JsonNode answer = await dashboard.PostAsync("api/predict/batch", new
    {
        model_name = "bike_sharing",
        instances = hours.Select(hour => features.ToDictionary(name => name, name => hour[name])),
    });
    JsonArray predictions = answer["predictions"]!.AsArray();
    foreach ((JsonNode? prediction, Dictionary<string, string> hour) in predictions.Zip(hours).Where(pair => pair.Second["hr"] is "8" or "17").Take(4))
    {
        Console.WriteLine($"{hour["dteday"]} {hour["hr"],2}:00  predicted {(double)prediction!["prediction"]!:0}, rented {hour["cnt"]}");
    }

    JsonNode told = await dashboard.PostAsync("api/feedback", new
    {
        items = predictions.Zip(hours, (prediction, hour) => new { request_id = (string?)prediction!["request_id"], actual = hour["cnt"] }),
    });
    Console.WriteLine($"Told {told["accepted"]} truths: {await dashboard.QualityAsync(version, "rmse")}.");
});
