using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MlOpsDashboard.Tests.Support;

/// <summary>The built program as a process of its own, as a user starts it; for tests that kill it.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const string ApiKey = "crash-test-key-0123456789abcdef0123456789abcdef";

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(100) };
        Client.DefaultRequestHeaders.Add("X-API-Key", ApiKey);
    }

    /// <summary>Calls the process with an administrator's key.</summary>
    public HttpClient Client { get; }

    /// <summary>What the process printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the program on a free port and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(string dataFolder, CancellationToken cancellationToken)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}"));
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = dataFolder,
            ArgumentList = { ProgramPath(), "--urls", address.ToString() },
        };
        start.Environment["Storage__DataDirectory"] = dataFolder;
        start.Environment["Auth__BootstrapApiKey"] = ApiKey;
        var server = new ServerProcess(new Process { StartInfo = start }, address);
        server._process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            await server.WaitUntilReadyAsync(cancellationToken);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Ends the process at once, as SIGKILL does, and waits until it is gone.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        Client.Dispose();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string ProgramPath()
    {
        // …/MlOpsDashboard.Tests/bin/<configuration>/net10.0/ lies beside …/MlOpsDashboard/bin/<configuration>/net10.0/.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string root = here.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, "MlOpsDashboard", "bin", here.Parent.Name, here.Name, "MlOpsDashboard.dll");
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_startLimit);
        while (!await IsReadyAsync(limit.Token))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"The program ended with code {_process.ExitCode}: {Output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await Client.GetAsync("health/ready", cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
