namespace Sync.Contracts;

/// <summary>
/// Who may say what, and to whom. A broker's user bears the sender's name and may write to that sender's exchanges only, so
/// that a reader knows who speaks. Messages that are not named here are a role's own, said to itself.
/// </summary>
public static class Senders
{
    /// <summary>The night, its rounds and its books.</summary>
    public const string Scheduler = "scheduler";

    /// <summary>What moves the sky.</summary>
    public const string Dither = "dither";

    /// <summary>What judges frames.</summary>
    public const string Grader = "grader";

    /// <summary>A person, by a command.</summary>
    public const string Operator = "operator";

    /// <summary>The agent of one camera.</summary>
    public static string Camera(string camera) => Addresses.Camera(camera);

    /// <summary>Who may speak to an endpoint at all.</summary>
    /// <param name="endpoint">a name of <see cref="Addresses"/></param>
    /// <param name="cameras">all cameras of the rig</param>
    public static IReadOnlyList<string> To(string endpoint, IEnumerable<string> cameras) => endpoint switch
    {
        Addresses.Night => [Scheduler, Dither],
        Addresses.Round => [Scheduler, .. cameras.Select(Camera)],
        Addresses.Event => [Scheduler, .. cameras.Select(Camera)],
        Addresses.Frames => [Grader, .. cameras.Select(Camera)],
        Addresses.Fleet => [Dither, .. cameras.Select(Camera)],
        Addresses.Checks => [Operator, Dither, Grader, .. cameras.Select(Camera)],
        Addresses.Requests => [Operator],
        _ when endpoint.StartsWith(Camera(""), StringComparison.Ordinal) => [Scheduler, Dither],
        _ => [Scheduler],
    };

    /// <summary>The only one who may say this; null for what no two roles say to each other.</summary>
    public static string? Of(object message) => message switch
    {
        StartNight or StopNight or PauseNight or ResumeNight or CameraJoined or CameraLost or RoundClosed => Scheduler,
        PrepareRound or OpenShutters or AbortSlot or RunStep => Scheduler,
        Slew or Flip or Contracts.Dither or Rest or Park or Sign => Scheduler,
        GradeFrame => Scheduler,
        CheckReadiness or CheckCompleted => Scheduler,
        RequestCheck or RequestPause or RequestResume or RequestStop or RequestBarrier => Operator,
        RequestHeard or RequestGranted or RequestRefused => Scheduler,
        ReadinessReported m => m.From,
        SkySettled or MoveFailed or SkyUnsafe or SkySafe or KeepClosed or MayOpen or SignHeard or SkyDisturbed => Dither,
        FrameGraded => Grader,
        CameraHeartbeat m => Camera(m.Camera),
        CameraReady m => Camera(m.Camera),
        CameraNotReady m => Camera(m.Camera),
        ShutterOpened m => Camera(m.Camera),
        ShutterClosed m => Camera(m.Camera),
        FrameSaved m => Camera(m.Camera),
        FrameLost m => Camera(m.Camera),
        StepEnded m => Camera(m.Camera),
        FocusEnded m => Camera(m.Camera),
        SolveEnded m => Camera(m.Camera),
        _ => null,
    };
}
