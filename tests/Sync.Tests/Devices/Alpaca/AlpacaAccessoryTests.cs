using Sync.Devices;
using Sync.Devices.Alpaca;
using Sync.Tests.Devices.Alpaca.Served;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>Wheels, focusers and rotators.</summary>
public sealed class AlpacaAccessoryTests : IDisposable
{
    private readonly AlpacaStage stage = new();

    public void Dispose() => stage.Dispose();

    [Fact]
    public async Task A_wheel_that_lost_its_plug_is_not_believed_to_be_at_its_first_filter() => Assert.Equal("filterwheel 0: is not connected",
        await stage.Fails(Wheel().With("connected", [true, false]), (a, t) => new AlpacaFilterWheel(a, "0", t), wheel => wheel.Select("L", default)));

    [Fact]
    public async Task A_wheel_that_stops_elsewhere_says_where() => Assert.Equal("filterwheel 0: stopped at R on the way to G",
        await stage.Fails(Wheel().With("position", [0, 0, -1, -1, 1]), (a, t) => new AlpacaFilterWheel(a, "0", t), wheel => wheel.Select("G", default)));

    [Fact]
    public async Task A_wheel_that_never_stops_is_told() => Assert.Equal("filterwheel 0: no end of the turn to G within 60 s",
        await stage.Fails(Wheel().With("position", [0, 0, -1]), (a, t) => new AlpacaFilterWheel(a, "0", t), wheel => wheel.Select("G", default)));

    [Theory]
    [InlineData(-2)]
    [InlineData(1e6)]
    [InlineData("L")]
    public async Task A_slot_that_there_is_not_is_refused(object slot) => Assert.Contains("answered position with",
        await stage.Fails(Wheel().With("position", slot), (a, t) => new AlpacaFilterWheel(a, "0", t), _ => Task.CompletedTask), StringComparison.Ordinal);

    [Fact]
    public Task A_wheel_beyond_its_names_is_at_none_of_them() => stage.Play(Wheel().With("position", [7]), (a, t) => new AlpacaFilterWheel(a, "0", t), wheel =>
    {
        Assert.Null(wheel.Current);
        return Task.CompletedTask;
    });

    [Fact]
    public async Task A_focuser_without_positions_is_of_no_use() => Assert.Contains("does not know its absolute position",
        await stage.Fails(Focuser().With("absolute", false), (a, t) => new AlpacaFocuser(a, "0", t), _ => Task.CompletedTask), StringComparison.Ordinal);

    [Fact]
    public async Task A_focuser_that_stops_elsewhere_says_where() => Assert.Equal("focuser 0: stopped at 150 on the way to 200",
        await stage.Fails(Focuser().With("position", [100, 100, 150]), (a, t) => new AlpacaFocuser(a, "0", t), focuser => focuser.Move(200, default)));

    [Fact]
    public async Task A_focuser_that_moves_already_is_not_sent_elsewhere() => Assert.Equal("focuser 0: is moving already",
        await stage.Fails(Focuser().With("ismoving", true), (a, t) => new AlpacaFocuser(a, "0", t), focuser => focuser.Move(200, default)));

    [Fact]
    public async Task A_far_move_is_made_in_as_many_as_it_takes() => Assert.Equal(
        ["PUT focuser/0/move Position=500", "PUT focuser/0/move Position=900", "PUT focuser/0/move Position=950"],
        await stage.Play(Focuser().With("maxincrement", 400).With("position", [100, 100, 500, 900, 950]), (a, t) => new AlpacaFocuser(a, "0", t), focuser => focuser.Move(950, default)));

    [Fact]
    public async Task A_focuser_that_can_not_be_stopped_is_waited_for() => Assert.Equal(["PUT focuser/0/move Position=200", "PUT focuser/0/halt"],
        await stage.Play(
            Focuser().With("ismoving", [false, true, true, true, true, true, true, false]).With("PUT halt", AlpacaReply.Refusal(0x400, "Halt is not implemented")), (a, t) => new AlpacaFocuser(a, "0", t), async focuser =>
            {
                using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(0.6), stage.Time);
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => focuser.Move(200, cancel.Token));
            }));

    [Fact]
    public Task A_focuser_without_a_thermometer_tells_none() => stage.Play(Focuser(), (a, t) => new AlpacaFocuser(a, "0", t), async focuser => Assert.Null(await focuser.Celsius(default)));

    [Fact]
    public async Task A_rotator_is_turned_by_its_own_marks()
    {
        var server = new SimulatedAlpaca();
        await using var rotator = new AlpacaRotator(server.Address, "0", server.Time);
        await new Clock.Rehearsal(server.Time).Do(async () =>
        {
            await rotator.Connect(default);
            foreach (var degrees in new[] { 0, 40.25, 350, 360, 10 })
            {
                await rotator.Turn(degrees, default);
                Assert.Equal(0, Math.IEEERemainder(rotator.Degrees - degrees, 360), 6);
            }
            using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(5), server.Time);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rotator.Turn(170, cancel.Token));
            Assert.InRange(rotator.Degrees, 11, 100);
        });
        await server.Stop();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public async Task An_angle_beyond_the_ends_is_not_sent(double degrees)
    {
        var orders = await stage.Play(AlpacaScript.Connected().With("mechanicalposition", 5), (a, t) => new AlpacaRotator(a, "0", t), async rotator =>
            Assert.Contains("0° to 360° is allowed", (await Assert.ThrowsAsync<DeviceException>(() => rotator.Turn(degrees, default))).Message, StringComparison.Ordinal));
        Assert.Empty(orders);
    }

    [Fact]
    public async Task A_rotator_that_stops_elsewhere_says_where() => Assert.Equal("rotator 0: stopped at 5° on the way to 45.5°",
        await stage.Fails(AlpacaScript.Connected().With("mechanicalposition", 5).With("ismoving", false), (a, t) => new AlpacaRotator(a, "0", t), rotator => rotator.Turn(45.5, default)));

    private static AlpacaScript Wheel() => AlpacaScript.Connected().With("names", [new[] { "L", "R", "G" }]).With("position", 0).With("connecting", false);

    private static AlpacaScript Focuser() => AlpacaScript.Connected().With("absolute", true).With("maxstep", 1000).With("position", 100).With("ismoving", false);
}
