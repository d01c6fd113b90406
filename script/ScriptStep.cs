namespace Sync.Script;

/// <summary>One thing to do.</summary>
public abstract record ScriptStep
{
    /// <summary>How long it may take; null for the usual limit.</summary>
    public TimeSpan? Within { get; init; }

    /// <summary>Its first word in the script.</summary>
    public abstract string Verb { get; }

    /// <summary>Whether a camera's agent does it; all else is the scheduler's.</summary>
    public virtual bool IsOfCamera => false;

    /// <summary>Whether a shutter is open for it: then it is done in rounds.</summary>
    public virtual bool OpensShutter => false;

    /// <summary>Whether it is for cameras that have a cover alone.</summary>
    public virtual bool NeedsCover => false;
}

/// <summary>Cool the sensor, and wait until it is there.</summary>
/// <param name="Celsius">of the sensor</param>
/// <param name="Over">how long to take for it; zero for as fast as it goes</param>
public sealed record CoolStep(double Celsius, TimeSpan Over) : ScriptStep
{
    public override string Verb => "cool";

    public override bool IsOfCamera => true;
}

/// <summary>Warm the sensor up, and switch its cooler off.</summary>
/// <param name="Over">how long to take for it; zero switches it off at once</param>
public sealed record WarmStep(TimeSpan Over) : ScriptStep
{
    public override string Verb => "warm";

    public override bool IsOfCamera => true;
}

/// <summary>Open or close the cover of the telescope.</summary>
public sealed record CoverStep(bool Open) : ScriptStep
{
    public override string Verb => "cover";

    public override bool IsOfCamera => true;

    public override bool NeedsCover => true;
}

/// <summary>Light the panel before the telescope.</summary>
/// <param name="BrightnessPercent">0 for off, up to 100</param>
public sealed record LightStep(int BrightnessPercent) : ScriptStep
{
    public override string Verb => "light";

    public override bool IsOfCamera => true;

    public override bool NeedsCover => true;
}

/// <summary>Run a program. A rig's runs where the scheduler is, a camera's where its agent is.</summary>
/// <param name="Program">what to run</param>
/// <param name="Arguments">each as it is, without a shell</param>
/// <param name="Camera">null for the rig</param>
public sealed record CommandStep(string Program, IReadOnlyList<string> Arguments, string? Camera) : ScriptStep
{
    public override string Verb => "command";

    public override bool IsOfCamera => Camera is not null;
}

/// <summary>Tell somebody, by a webhook.</summary>
/// <param name="Text">with {target}, {event} and {camera}</param>
public sealed record NotifyStep(string Text) : ScriptStep
{
    public override string Verb => "notify";
}

/// <summary>Wait until external programs have come to it.</summary>
/// <param name="Name">of the barrier</param>
/// <param name="Programs">who is waited for; empty for the first that comes</param>
public sealed record BarrierStep(string Name, IReadOnlyList<string> Programs) : ScriptStep
{
    public override string Verb => "barrier";
}

/// <summary>Point the telescopes, and track there without guiding. What is exposed behind it points them anew.</summary>
public sealed record SlewStep(Place To) : ScriptStep
{
    public override string Verb => "slew";
}

/// <summary>Wait for an instant.</summary>
public sealed record WaitStep(Moment For) : ScriptStep
{
    public override string Verb => "wait";
}
