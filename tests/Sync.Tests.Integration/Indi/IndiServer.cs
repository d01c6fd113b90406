using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Sync.Astro.Coordinates;
using Sync.Astro.Time;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Indi;

namespace Sync.Tests.Integration.Indi;

/// <summary>
/// A real indiserver with simulated devices. It listens on all addresses and can't be told otherwise, so it runs only
/// where no other machine can reach: in a network namespace that has loopback alone.
/// </summary>
public sealed class IndiServer : IAsyncLifetime
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(50);
    private static readonly string[] Cameras = ["Camera A", "Camera B", "Camera C"];
    private readonly string folder = Directory.CreateTempSubdirectory("sync-indi-").FullName;
    private Process? server;

    public static TimeProvider Time => TimeProvider.System;

    /// <summary>High in the west of a mount that was never told its site (0, 0): on that side of the pier the simulator's north is north, at any time of day.</summary>
    internal static Equatorial InTheWest { get; } = new((Sidereal.LocalHours(new GeoSite(0, 0, 0), Time.GetUtcNow()) + 22) % 24, 22);

    internal DeviceAddress Address { get; } = new("127.0.0.1", FreePorts.One());

    private string Fifo => Path.Combine(folder, "fifo");

    public async Task InitializeAsync()
    {
        RequireIsolation();
        await Run("mkfifo", Fifo);
        Directory.CreateDirectory(Path.Combine(folder, "home"));
        server = Process.Start(Shell($"exec indiserver -m 500 -p {Address.Port} -u '{folder}/socket' -f '{Fifo}' >'{folder}/log' 2>&1"))!;
        await Start("indi_simulator_telescope", "Mount");
        foreach (var wheel in new[] { "Wheel A", "Wheel B", "Wheel C" })
            await Start("indi_simulator_wheel", wheel);
        await Start("indi_simulator_focus", "Focuser A");
        await Start("indi_simulator_rotator", "Rotator A");
        await Start("indi_simulator_weather", "Weather A");
        await Start("indi_simulator_dome", "Dome A");
        await Start("indi_rolloff_dome", "Roof A");
        await Start("indi_simulator_lightpanel", "Panel A");
        foreach (var camera in Cameras)
        {
            await Start("indi_simulator_ccd", camera);
            await MakeMeasurable(camera);
        }
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            server.Dispose();
        }
        Directory.Delete(folder, recursive: true);
    }

    public Task Start(string driver, string device) => Run("sh", "-c", $"echo 'start {driver} -n \"{device}\"' > '{Fifo}'");

    public Task Stop(string driver, string device) => Run("sh", "-c", $"echo 'stop {driver} -n \"{device}\"' > '{Fifo}'");

    /// <summary>Kills the process of a driver, as a fault in it would; the server starts another at once.</summary>
    public void KillDriver(string device)
    {
        foreach (var process in Process.GetProcessesByName("indi_simulator_ccd"))
        {
            using (process)
            {
                var status = File.ReadAllText($"/proc/{process.Id}/stat");
                var parent = int.Parse(status[(status.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
                if (parent == server!.Id && File.ReadAllText($"/proc/{process.Id}/environ").Contains($"INDIDEV={device}\0"))
                    process.Kill();
            }
        }
    }

    /// <summary>A line to a device, once its driver is there; for what no driver of Sync does.</summary>
    internal async Task<IndiConnection> Line(string device, params string[] needed)
    {
        var began = Time.GetTimestamp();
        while (true)
        {
            var line = new IndiConnection(Address, device, Time);
            try
            {
                await IndiPlug.Connect(line, default, needed);
                return line;
            }
            catch (DeviceException) when (Time.GetElapsedTime(began) < StartLimit)
            {
                await line.DisposeAsync();
                await Time.Pass(RetryAfter, default);
            }
        }
    }

    /// <summary>Sets a property, as the owner of a device does once before the night.</summary>
    internal async Task Set(string device, string property, params (string Member, double Value)[] members)
    {
        await using var line = await Line(device, property);
        await line.Ask(IndiRequest.Number(device, property, members), v => v.State == IndiState.Ok, IndiConnection.AnswerLimit, default);
    }

    /// <summary>As they come, the simulators' skies are too dark and their stars too bright to measure.</summary>
    private Task MakeMeasurable(string camera) =>
        Set(camera, "SIMULATOR_SETTINGS", ("SIM_SKYGLOW", 14), ("SIM_NOISE", 60), ("SIM_SATURATION", 3));

    private static void RequireIsolation()
    {
        var outside = NetworkInterface.GetAllNetworkInterfaces()
            .Where(i => i.NetworkInterfaceType != NetworkInterfaceType.Loopback && i.OperationalStatus != OperationalStatus.Down)
            .Select(i => i.Name).ToList();
        if (outside.Count > 0)
            throw new InvalidOperationException(
                $"indiserver would listen on {string.Join(", ", outside)}; run these tests as tests/run.sh does, with loopback alone: "
                + "unshare -n sh -c 'ip link set lo up; dotnet test ...'");
    }

    private ProcessStartInfo Shell(string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]);
        start.Environment["HOME"] = Path.Combine(folder, "home");
        start.Environment["PATH"] = $"{Here()}:{start.Environment["PATH"]}";
        return start;
    }

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

[CollectionDefinition("indi")]
public sealed class IndiTests : ICollectionFixture<IndiServer>;
