using System.Diagnostics;

namespace MlOpsDashboard.ServingBench;

/// <summary>Starts what is measured: the program, the echo, and the Python peers.</summary>
internal static class Servers
{
    /// <summary>The API key of an administrator.</summary>
    public const string ApiKey = "bench-key-0123456789abcdef0123456789";

    /// <summary>Starts the program.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <param name="fixedHeaps">Whether the collector keeps its number of heaps; while it changes it, allocated bytes are miscounted.</param>
    /// <param name="often">Whether it is asked every 10 ms whether it is ready: to measure the start.</param>
    public static Task<BenchProcess> ProgramAsync(string folder, bool fixedHeaps = false, bool often = false)
    {
        Uri address = BenchProcess.FreeAddress();
        string dll = Environment.GetEnvironmentVariable("PROGRAM")
            ?? Path.Combine(BenchOptions.Root, "MlOpsDashboard", "bin", "Release", "net10.0", "MlOpsDashboard.dll");
        var start = new ProcessStartInfo("dotnet", [dll, $"--urls={address}", $"--Storage:DataDirectory={folder}", $"--Auth:BootstrapApiKey={ApiKey}"])
        {
            WorkingDirectory = folder,
        };
        FixHeaps(start, fixedHeaps);
        return BenchProcess.StartAsync(start, address, "health/ready", TimeSpan.FromMilliseconds(often ? 10 : 100));
    }

    /// <summary>A client with the administrator's key.</summary>
    public static HttpClient Client(BenchProcess program)
    {
        var client = new HttpClient { BaseAddress = program.Address };
        client.DefaultRequestHeaders.Add("X-API-Key", ApiKey);
        return client;
    }

    /// <summary>Starts the bare echo.</summary>
    /// <param name="fixedHeaps">As for the program.</param>
    public static Task<BenchProcess> EchoAsync(bool fixedHeaps = false)
    {
        Uri address = BenchProcess.FreeAddress();
        string dll = Path.Combine(AppContext.BaseDirectory, "MlOpsDashboard.ServingBench.dll");
        var start = new ProcessStartInfo("dotnet", [dll, "echo", address.ToString()]);
        FixHeaps(start, fixedHeaps);
        return BenchProcess.StartAsync(start, address, "allocated");
    }

    /// <summary>Starts FastAPI with two workers of uvicorn; null when Python lacks something.</summary>
    /// <param name="peer"><c>sklearn</c> or <c>xgboost</c>.</param>
    /// <param name="adult">The file adult.csv.</param>
    public static async Task<BenchProcess?> PeerAsync(string peer, string adult)
    {
        Uri address = BenchProcess.FreeAddress();
        var start = new ProcessStartInfo("/usr/bin/python3",
            ["-m", "uvicorn", "peer:app", "--workers", "2", "--port", address.Port.ToString(), "--log-level", "error", "--no-access-log"])
        {
            WorkingDirectory = Path.Combine(BenchOptions.Root, "bench", "Serving"),
        };
        start.Environment["PEER"] = peer;
        start.Environment["ADULT"] = adult;

        // One thread a worker: two workers have two cores.
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        try
        {
            return await BenchProcess.StartAsync(start, address, "health/live");
        }
        catch (InvalidOperationException exception)
        {
            await Console.Error.WriteLineAsync($"{peer} is left out: {exception.Message}");
            return null;
        }
    }

    private static void FixHeaps(ProcessStartInfo start, bool fix)
    {
        if (fix)
        {
            start.Environment["DOTNET_GCDynamicAdaptationMode"] = "0";
        }
    }
}
