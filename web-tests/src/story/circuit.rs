//! The life of a circuit: ordered by terraform, with steps by the buttons of a page without scripts.

use crate::browser::{Browser, Kind};
use crate::failure::{Failure, claim};
use crate::story::Stage;
use crate::terraform::Terraform;

/// The order of a circuit with its session.
const ORDER: &str = r#"
terraform {
  required_providers {
    twilio = {
      source = "interconnect/twilio"
    }
  }
}

resource "twilio_cross_connect" "ashburn" {
  unique_name         = "voice-ashburn"
  exchange            = "ashburn-ix"
  bandwidth_mbps      = 100
  loa_entity          = "Example Corp"
  deletion_protection = false
  # COMPLETION
}

resource "twilio_bgp_session" "ashburn" {
  cross_connect_sid = twilio_cross_connect.ashburn.sid
  ip_routes         = ["52.1.2.0/24"]
}
"#;

const COMPLETION: &str = r#"
  completion {
    reference    = "1-206543210"
    completed_on = "2026-01-05"
  }
"#;

/// The order with its completion notice.
pub(super) fn completed() -> String {
    ORDER.replace("# COMPLETION", COMPLETION)
}

/// Runs the story.
pub(super) async fn tell(stage: &Stage) -> Result<(), Failure> {
    let mock = stage.empty_mock()?;
    let terraform = Terraform::prepare(&stage.executables, &mock.base_url)?;
    let browser = Browser::start(Kind::WithoutScripts, &mock.base_url).await?;
    let told = chapters(&browser, &terraform).await;
    browser.end(told).await
}

async fn chapters(browser: &Browser, terraform: &Terraform) -> Result<(), Failure> {
    turn_up(browser, terraform).await?;
    advance_the_clock(browser).await?;
    set_a_fault(browser, terraform).await?;
    change_it_out_of_band(browser, terraform).await?;
    delete_it_out_of_band(browser, terraform).await
}

/// Carries out the steps from the order to the service.
pub(super) async fn turn_up(browser: &Browser, terraform: &Terraform) -> Result<(), Failure> {
    browser.open("/_mock/").await?;
    browser.sees("Nothing has been ordered yet.").await?;
    terraform.configure(ORDER)?;
    terraform.apply().await?;

    browser.open("/_mock/").await?;
    browser.sees("requested").await?;
    browser.sees_no("Refresh every").await?;
    browser.press("Twilio: issue the letter for voice-ashburn").await?;
    browser.sees("loa_issued").await?;

    terraform.configure(&completed())?;
    let planned = terraform.plan_with_changes().await?;
    claim(planned.contains("+ completion"), || planned.clone())?;
    terraform.apply().await?;

    browser.follow("voice-ashburn").await?;
    browser.sees("1-206543210").await?;
    browser
        .press("Twilio: finish the configuration for voice-ashburn")
        .await?;
    browser.press("Twilio: finish the session").await?;
    browser.sees("established").await?;
    browser.sees("configuring → active").await?;
    terraform.plan_is_empty().await
}

async fn advance_the_clock(browser: &Browser) -> Result<(), Failure> {
    browser.sees("2026-01-05 09:0").await?;
    browser.press("Advance the clock by 10 days").await?;
    browser.sees("The clock has advanced.").await?;
    browser.sees("2026-01-15 09:0").await?;
    browser.unfold("Another amount").await?;
    browser.fill("Amount", "2").await?;
    browser.choose("Unit", "days").await?;
    browser.press("Advance the clock by that amount").await?;
    browser.sees("2026-01-17 09:0").await
}

async fn set_a_fault(browser: &Browser, terraform: &Terraform) -> Result<(), Failure> {
    browser.follow("Faults").await?;
    browser.choose("Kind of fault", "429, too many requests").await?;
    browser.choose("Method", "GET").await?;
    browser.fill("Path", "/v1/CrossConnects/*").await?;
    browser.press("Set the fault").await?;
    browser.sees("The fault is set.").await?;
    terraform.plan_is_empty().await?;

    browser.follow("Requests").await?;
    browser.choose("Outcome", "with a fault").await?;
    browser.press("Filter").await?;
    browser.sees("1 request").await?;
    browser.sees("429").await?;
    browser.sees("fault too_many_requests").await
}

async fn change_it_out_of_band(browser: &Browser, terraform: &Terraform) -> Result<(), Failure> {
    browser.follow("Circuits").await?;
    browser.follow("voice-ashburn").await?;
    browser.choose("Bandwidth in Mbps", "1000").await?;
    browser.press("Colleague: change the circuit").await?;
    browser.sees("A colleague changed it.").await?;
    let planned = terraform.plan_with_changes().await?;
    claim(planned.contains("1000 -> 100"), || planned.clone())
}

async fn delete_it_out_of_band(browser: &Browser, terraform: &Terraform) -> Result<(), Failure> {
    browser.unfold("Delete the circuit out of band").await?;
    browser.press("Colleague: delete the circuit now").await?;
    browser.sees("It was removed.").await?;
    browser.sees("Nothing has been ordered yet.").await?;
    let planned = terraform.plan_with_changes().await?;
    claim(planned.contains("2 to add"), || planned.clone())
}
