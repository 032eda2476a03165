using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace MlOpsDashboard.Tests.Support;

/// <summary>The program in a process of its own, as users start it: for what only a process shows, such as its death.</summary>
internal sealed partial class ProgramProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ProgramProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("The program ended before it was ready."));
    }

    /// <summary>The one-time address that the program printed.</summary>
    public Uri SignInAddress => _ready.Task.Result;

    /// <summary>Where the program listens.</summary>
    public Uri Address => new(SignInAddress.GetLeftPart(UriPartial.Authority));

    /// <summary>The lines of its standard output so far.</summary>
    public IReadOnlyList<string> Output => [.. _output];

    /// <summary>The lines of its standard error so far.</summary>
    public IReadOnlyList<string> Errors => [.. _errors];

    /// <summary>Starts the program and waits until it is ready.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <param name="arguments">More of the command line, as in <c>--Jobs:MaxConcurrent=2</c>.</param>
    public static async Task<ProgramProcess> StartAsync(string folder, params string[] arguments)
    {
        var program = Launch(folder, arguments);
        await program._ready.Task.WaitAsync(s_patience);
        return program;
    }

    /// <summary>Starts a program that is not expected to become ready, and waits for its end.</summary>
    /// <returns>Its exit code, and what it said on standard error.</returns>
    public static async Task<(int ExitCode, IReadOnlyList<string> Errors)> FailAsync(string folder, params string[] arguments)
    {
        await using var program = Launch(folder, arguments);
        await program._process.WaitForExitAsync().WaitAsync(s_patience);
        return (program._process.ExitCode, program.Errors);
    }

    /// <summary>A client that sends an administrator's API key.</summary>
    public HttpClient CreateAdminClient()
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-API-Key", AppFactory.ApiKey);
        return client;
    }

    /// <summary>Ends the program as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(s_patience);
    }

    /// <summary>Asks the program to stop (SIGTERM) and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        Assert.Equal(0, Signal(_process.Id, Terminate));
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return _process.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static ProgramProcess Launch(string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Not the repository: the program must find its own parts.
            WorkingDirectory = Path.GetTempPath(),
        };
        string[] all =
        [
            "exec", Path.Combine(AppContext.BaseDirectory, "MlOpsDashboard.dll"), $"--Storage:DataDirectory={folder}",
            $"--Auth:BootstrapApiKey={AppFactory.ApiKey}", "--urls=http://127.0.0.1:0", .. arguments,
        ];
        foreach (string argument in all)
        {
            start.ArgumentList.Add(argument);
        }

        var program = new ProgramProcess(start);
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    private void Take(string? line)
    {
        Keep(_output, line);
        int at = line?.IndexOf("http://", StringComparison.Ordinal) ?? -1;
        if (at >= 0)
        {
            _ready.TrySetResult(new Uri(line![at..]));
        }
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            lines.Enqueue(line);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
